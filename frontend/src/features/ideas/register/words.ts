import { useLingui } from "@lingui/react/macro";
import type { Tone } from "../../../ui/Status";
import type { FateBody } from "./requests";

/** The words of the register's forms. */
export function useRegisterWords() {
  const { t } = useLingui();
  const kinds = [
    { value: "law", label: t`A law`, hint: t`A parliament or a minister decided it.` },
    { value: "own_rule", label: t`An organisation's own rule`, hint: t`The organisation could change it itself.` },
    { value: "habit", label: t`A habit`, hint: t`Everybody does it so; nobody wrote it down.` },
    { value: "myth", label: t`A myth`, hint: t`Many believe it, and no rule says it.` },
  ];
  const fates = [
    { value: "kept", label: t`Kept, with the reason` },
    { value: "explained", label: t`Explained: it allows more than was thought` },
    { value: "exempted", label: t`Set aside in a pilot` },
    { value: "changed", label: t`Changed` },
    { value: "scrapped", label: t`Scrapped` },
  ];
  const labels = {
    name: t`Name`,
    kind: t`What kind is it?`,
    about: t`What it says, in short`,
    owner: t`Whose rule is it?`,
    source: t`Where it can be read`,
    language: t`Language of these words`,
    fate: t`What became of it?`,
    on: t`On which day?`,
    reason: t`Why, in a few sentences`,
  };
  return { kinds, fates, labels };
}

export const FATE_TONES: Record<FateBody["fate"], Tone> = {
  kept: "quiet",
  explained: "quiet",
  exempted: "now",
  changed: "good",
  scrapped: "good",
};
