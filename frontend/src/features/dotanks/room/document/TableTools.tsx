import { useLingui } from "@lingui/react/macro";
import type { Editor } from "@tiptap/core";
import { type Tool, Tools } from "./Tools";

/** Rows and columns of the table in which the caret stands. */
export function TableTools({ editor, back }: { editor: Editor; back: () => void }) {
  const { t } = useLingui();
  const chain = () => editor.chain().focus();
  const tools: Tool[] = [
    { name: "row-above", words: t`Row above`, run: () => chain().addRowBefore().run() },
    { name: "row-below", words: t`Row below`, run: () => chain().addRowAfter().run() },
    { name: "row-away", words: t`Remove row`, run: () => chain().deleteRow().run() },
    { name: "column-before", words: t`Column before`, run: () => chain().addColumnBefore().run() },
    { name: "column-after", words: t`Column after`, run: () => chain().addColumnAfter().run() },
    { name: "column-away", words: t`Remove column`, run: () => chain().deleteColumn().run() },
    { name: "table-away", words: t`Remove table`, run: () => chain().deleteTable().run() },
  ];
  return <Tools label={t`Table`} tools={tools} back={back} />;
}
