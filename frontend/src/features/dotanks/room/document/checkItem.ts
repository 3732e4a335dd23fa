import { type Editor, findParentNode, mergeAttributes } from "@tiptap/core";
import { TaskItem } from "@tiptap/extension-list";
import type { Node as Content } from "@tiptap/pm/model";

export interface CheckItemOptions {
  /** What a screen reader hears of the box: "Done: Ask the desk". */
  labelOf: (text: string) => string;
  /** Who does it and by when, in words. */
  factsOf: (item: CheckFacts) => string;
}

export interface CheckFacts {
  checked: boolean;
  assignee: string | null;
  due: string | null;
}

declare module "@tiptap/core" {
  interface Storage {
    /** What draws the check items anew when names have come. */
    taskItem: { drawn: Set<() => void> };
  }
}

const DAY = /^20\d\d-[01]\d-[0-3]\d$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const fact = (name: "assignee" | "due", like: RegExp) => ({
  default: null,
  keepOnSplit: false,
  parseHTML: (item: HTMLElement) => {
    const value = item.getAttribute(`data-${name}`) ?? "";
    return like.test(value) ? value : null;
  },
  renderHTML: (facts: Record<string, unknown>) => (facts[name] ? { [`data-${name}`]: facts[name] } : {}),
});

/** A check item: ticked with the mouse or Ctrl+Enter, with somebody who does it and a day. */
export const CheckItem = TaskItem.extend<CheckItemOptions>({
  content: "paragraph block*",
  addOptions() {
    return {
      ...this.parent?.(),
      nested: true,
      HTMLAttributes: {},
      taskListTypeName: "taskList",
      labelOf: (text: string) => text,
      factsOf: () => "",
    };
  },
  addStorage: () => ({ drawn: new Set<() => void>() }),
  addAttributes() {
    return { ...this.parent?.(), assignee: fact("assignee", ID), due: fact("due", DAY) };
  },
  addKeyboardShortcuts() {
    return {
      ...this.parent?.(),
      "Mod-Enter": () => tick(this.editor),
    };
  },
  renderHTML({ HTMLAttributes }) {
    return ["li", mergeAttributes(HTMLAttributes, { "data-type": this.name }), ["div", 0]];
  },
  addNodeView() {
    return ({ node, getPos, editor }) => {
      const item = document.createElement("li");
      const label = document.createElement("label");
      const box = document.createElement("input");
      const content = document.createElement("div");
      const facts = document.createElement("span");
      box.type = "checkbox";
      label.contentEditable = facts.contentEditable = "false";
      facts.className = "check-facts";
      item.className = "check-item";
      box.addEventListener("mousedown", (event) => event.preventDefault());
      box.addEventListener("change", () => {
        const place = getPos();
        if (editor.isEditable && place !== undefined) change(editor, place, { checked: box.checked });
        else box.checked = !box.checked;
      });
      const show = (now: Content) => {
        const { checked, assignee, due } = now.attrs as CheckFacts;
        box.checked = checked;
        box.setAttribute("aria-label", this.options.labelOf(now.firstChild?.textContent ?? ""));
        item.dataset.checked = String(checked);
        facts.textContent = this.options.factsOf({ checked, assignee, due });
        facts.hidden = facts.textContent === "";
      };
      show(node);
      label.append(box);
      item.append(label, content, facts);
      let shown = node;
      const again = () => show(shown);
      const { drawn } = editor.storage.taskItem;
      drawn.add(again);
      return {
        dom: item,
        contentDOM: content,
        ignoreMutation: (mutation) => mutation.type !== "selection" && !content.contains(mutation.target),
        update: (now) => {
          if (now.type !== this.type) return false;
          shown = now;
          show(now);
          return true;
        },
        destroy: () => {
          drawn.delete(again);
        },
      };
    };
  },
});

/** The check item in which the caret stands. */
export function checkItemAt(editor: Editor): { place: number; facts: CheckFacts } | null {
  const found = findParentNode((node) => node.type.name === "taskItem")(editor.state.selection);
  return found ? { place: found.pos, facts: found.node.attrs as CheckFacts } : null;
}

/** Changes what is known of the check item at this place. */
export function change(editor: Editor, place: number, facts: Partial<CheckFacts>): void {
  const { state, view } = editor;
  const item = state.doc.nodeAt(place);
  if (item?.type.name !== "taskItem") return;
  view.dispatch(state.tr.setNodeMarkup(place, undefined, { ...item.attrs, ...facts }));
}

function tick(editor: Editor): boolean {
  const at = checkItemAt(editor);
  if (!at) return false;
  change(editor, at.place, { checked: !at.facts.checked });
  return true;
}
