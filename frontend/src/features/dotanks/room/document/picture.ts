import { type Editor, Node } from "@tiptap/core";
import { NodeSelection, Plugin } from "@tiptap/pm/state";
import { roomBelow } from "./below";

export interface PictureOptions {
  /** Where the file of a picture is. */
  addressOf: (attachment: string) => string;
  /** Takes files that were pasted or dropped. */
  onFiles: (files: readonly File[]) => void;
}

/** What the server draws anew. */
export const PICTURES = ["image/jpeg", "image/png", "image/webp"];

/** A picture of this room: only its id is in the document, so no address from elsewhere can come in. */
export const Picture = Node.create<PictureOptions>({
  name: "image",
  group: "block",
  atom: true,
  draggable: true,
  addOptions: () => ({ addressOf: () => "", onFiles: () => undefined }),
  addAttributes: () => ({ attachment: { default: null }, alt: { default: "" } }),
  parseHTML: () => [
    {
      tag: "img[data-attachment]",
      getAttrs: (img) => ({ attachment: img.getAttribute("data-attachment"), alt: img.getAttribute("alt") ?? "" }),
    },
  ],
  renderHTML({ node }) {
    const { attachment, alt } = node.attrs;
    return ["img", { src: this.options.addressOf(attachment), alt, "data-attachment": attachment }];
  },
  renderText: ({ node }) => (node.attrs.alt ? `[${node.attrs.alt}]` : ""),
  addProseMirrorPlugins() {
    const { onFiles } = this.options;
    const { editor } = this;
    const filesIn = (data: DataTransfer | null) =>
      // Office programs put a picture of the text beside the text itself.
      editor.isEditable && !data?.types.includes("text/html") ? [...(data?.files ?? [])] : [];
    return [
      new Plugin({
        props: {
          handlePaste: (_view, event) => {
            const files = filesIn(event.clipboardData);
            if (files.length > 0) onFiles(files);
            return files.length > 0;
          },
          handleDrop: (view, event) => {
            const files = filesIn(event.dataTransfer);
            if (files.length === 0) return false;
            event.preventDefault();
            const place = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
            if (place !== undefined) editor.commands.setTextSelection(place);
            onFiles(files);
            return true;
          },
        },
      }),
    ];
  },
});

/** The picture that is selected. */
export function pictureAt(editor: Editor): { place: number; alt: string } | null {
  const { selection } = editor.state;
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== "image") return null;
  return { place: selection.from, alt: String(selection.node.attrs.alt) };
}

/** Puts a picture at a place; where the caret still stands there, it is selected, so that it can be described. */
export function putPicture(editor: Editor, attachment: string, at: number): void {
  const stays = editor.state.selection.from === at;
  editor
    .chain()
    .insertContentAt(at, { type: "image", attrs: { attachment, alt: "" } }, { updateSelection: stays })
    .command(roomBelow)
    .run();
  if (!stays) return;
  let place: number | null = null;
  editor.state.doc.nodesBetween(Math.max(0, at - 1), Math.min(editor.state.doc.content.size, at + 4), (node, pos) => {
    if (node.type.name === "image" && node.attrs.attachment === attachment) place = pos;
  });
  if (place !== null) editor.commands.setNodeSelection(place);
}

/** Takes the picture at this place away; the file stays with the room, for versions that show it. */
export function removePicture(editor: Editor, place: number): void {
  if (editor.state.doc.nodeAt(place)?.type.name !== "image") return;
  editor
    .chain()
    .deleteRange({ from: place, to: place + 1 })
    .focus()
    .run();
}

/** Says what a picture shows. */
export function describe(editor: Editor, place: number, alt: string): void {
  const { state, view } = editor;
  const node = state.doc.nodeAt(place);
  if (node?.type.name !== "image") return;
  const change = state.tr.setNodeMarkup(place, undefined, { ...node.attrs, alt });
  view.dispatch(change.setSelection(NodeSelection.create(change.doc, place)));
}
