const PATHS = {
  check: "M3 5h4v4H3zM11 7h6M3 12l2 2 3-3M11 13h6",
  quote: "M4 6h4v4c0 2-1 4-3 4M12 6h4v4c0 2-1 4-3 4",
  link: "M8 12l4-4M9 6l2-2a3.5 3.5 0 0 1 5 5l-2 2M11 14l-2 2a3.5 3.5 0 0 1-5-5l2-2",
  table: "M3 4h14v12H3zM3 8h14M3 12h14M9 4v12",
  picture: "M3 4h14v12H3zM3 14l4-4 3 3 3-3 4 4M7 7.5h.01",
  template: "M5 3h7l3 3v11H5zM8 9h4M8 12h4",
} as const;

/** A small drawing on a button; the button says in words what it does. */
export const Sign = ({ of }: { of: keyof typeof PATHS }) => (
  <svg className="sign" viewBox="0 0 20 20" aria-hidden="true">
    <path d={PATHS[of]} />
  </svg>
);
