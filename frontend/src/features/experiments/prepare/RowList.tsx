import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "../../../ui/Button";
import { at, countOf, type ListOf, withOneMore, without } from "./rows";
import type { Section, Texts } from "./useSection";

interface Props<Name extends string> {
  section: Section;
  list: ListOf<Name>;
  most: number;
  legend: (place: number) => ReactNode;
  /** The words of the button that adds a row, and of the one that takes this row away. */
  add: string;
  remove: (place: number) => string;
  /** A row that is added starts with these answers. */
  fresh?: Record<Name, string>;
  /** Rows before this place stay. */
  keep?: number;
  children: (place: number) => ReactNode;
}

/** Rows that somebody adds, fills in and takes away; the focus follows. */
export function RowList<Name extends string>({
  section: { form },
  list,
  most,
  legend,
  add,
  remove,
  fresh,
  keep = 0,
  children,
}: Props<Name>) {
  const count = countOf(list, form.values);
  const before = useRef(count);
  const first = list.fields[0];
  useEffect(() => {
    // The focus follows what was added, and stays in the form when one was taken away.
    if (count !== before.current && count > 0 && first)
      document.getElementById(`${form.id}-${at(list, count - 1, first)}`)?.focus();
    before.current = count;
  }, [count, form.id, list, first]);
  function change(values: Texts) {
    // A refusal names places in the old list; it goes with the list.
    form.reset(values);
    form.set(`${list.name}.count`, values[`${list.name}.count`] ?? "0");
  }
  return (
    <>
      {Array.from({ length: count }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row that is not saved yet has nothing but its place.
        <fieldset className="measure" key={place}>
          <legend>{legend(place)}</legend>
          {children(place)}
          {place >= keep ? (
            <p>
              <button
                type="button"
                className="link-button"
                onClick={() => change({ ...form.values, ...without(list, form.values, place) })}
              >
                {remove(place)}
              </button>
            </p>
          ) : null}
        </fieldset>
      ))}
      {count < most ? (
        <Button look="tertiary" onClick={() => change({ ...form.values, ...withOneMore(list, form.values, fresh) })}>
          {add}
        </Button>
      ) : null}
    </>
  );
}
