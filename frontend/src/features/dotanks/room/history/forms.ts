import { useLingui } from "@lingui/react/macro";

/** The forms in which a document leaves the room, and what each is for. */
export function useForms() {
  const { t } = useLingui();
  return [
    { form: "docx", name: "Word (DOCX)", use: t`To go on writing in Word.` },
    { form: "odt", name: "OpenDocument (ODT)", use: t`To go on writing in LibreOffice and other offices.` },
    { form: "pdf", name: "PDF", use: t`To send and to print; screen readers can read it.` },
    { form: "html", name: t`Web page (HTML)`, use: t`Opens in any browser, also without a network.` },
    { form: "md", name: "Markdown (MD)", use: t`Plain text with signs, for other systems.` },
  ];
}
