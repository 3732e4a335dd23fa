/** The size of the picture of a measure, in its own units. */
export const WIDTH = 640;
export const HEIGHT = 260;
