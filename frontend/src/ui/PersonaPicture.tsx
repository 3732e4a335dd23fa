/** The picture of a pseudonym: drawn by lot with its name, so that it says nothing of anybody. */
export function PersonaPicture({ name, hue }: { name: string; hue: number }) {
  return (
    <svg className="persona" data-hue={hue} viewBox="0 0 40 40" aria-hidden="true">
      <circle cx="20" cy="20" r="20" />
      <text x="20" y="26" textAnchor="middle">
        {name.charAt(0)}
      </text>
    </svg>
  );
}
