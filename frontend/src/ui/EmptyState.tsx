import type { ReactNode } from "react";

/** Says that nothing is here, why, and what to do next. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <h2 className="title-sm">{title}</h2>
      {children ? <div className="quiet">{children}</div> : null}
      {action}
    </div>
  );
}
