import { Page } from "./Page";

/** Holds the place of a page somebody is writing; nothing may import this when issue 2 is done. */
export function UnbuiltPage({ name }: { name: string }) {
  return <Page title={name} />;
}
