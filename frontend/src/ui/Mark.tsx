/** The product's mark: five stations in a line, one lit. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 56 20" aria-hidden="true" focusable="false">
      <path className="mark__line" d="M4 10h48" />
      <circle className="mark__dot" cx="4" cy="10" r="3" />
      <circle className="mark__glow" cx="17" cy="10" r="9" />
      <circle className="mark__lit" cx="17" cy="10" r="5.5" />
      <circle className="mark__dot" cx="30" cy="10" r="3" />
      <circle className="mark__dot" cx="41" cy="10" r="3" />
      <circle className="mark__dot" cx="52" cy="10" r="3" />
    </svg>
  );
}
