import type { PointerEvent } from "react";

const MEANT = 5;

interface Drag {
  /** Where it was let go, and how far that is from where it was taken, in pixels of the screen. */
  drop: (at: { x: number; y: number }, by: { x: number; y: number }) => void;
  scale: number;
}

/** Lets a note follow the pointer without drawing the board again, until it is let go; Escape puts it back. */
export function drag(event: PointerEvent<HTMLElement>, { drop, scale }: Drag): void {
  const note = event.currentTarget.closest<HTMLElement>("[data-note]");
  if (!note || event.button !== 0) return;
  const start = { x: event.clientX, y: event.clientY };
  const rest = note.style.transform;
  let moving = false;
  const ended = new AbortController();
  const { signal } = ended;
  const end = () => {
    ended.abort();
    note.removeAttribute("data-dragged");
    note.style.transform = rest;
  };
  const follow = (move: globalThis.PointerEvent) => {
    const x = move.clientX - start.x;
    const y = move.clientY - start.y;
    if (!moving && Math.hypot(x, y) < MEANT) return;
    moving = true;
    note.setAttribute("data-dragged", "");
    note.style.transform = `translate(${x / scale}px, ${y / scale}px) ${rest}`;
  };
  const release = (up: globalThis.PointerEvent) => {
    end();
    if (!moving) return;
    // The click that follows means the drag, not "edit this note".
    const swallow = (click: MouseEvent) => {
      click.stopPropagation();
      click.preventDefault();
    };
    window.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
    drop({ x: up.clientX, y: up.clientY }, { x: up.clientX - start.x, y: up.clientY - start.y });
  };
  window.addEventListener("pointermove", follow, { signal });
  window.addEventListener("pointerup", release, { signal });
  window.addEventListener("pointercancel", end, { signal });
  window.addEventListener("keydown", (key) => (key.key === "Escape" ? end() : undefined), { signal });
}
