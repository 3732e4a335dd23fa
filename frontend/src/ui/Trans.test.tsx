import { Trans } from "@lingui/react/macro";
import { expect, test, vi } from "vitest";
import { speak } from "../lib/i18n";
import { show } from "../lib/testing/show";

test.each(["a <script>alert(1)</script>", "<0>not mine</0>", "1 < 2", "\\u0041 and \\x41", "<br/>"])(
  "what people wrote stands in a sentence as they wrote it: %s",
  async (manager) => {
    const complaints = vi.spyOn(console, "error");
    await speak("nl");
    const { container } = show(
      <p>
        <Trans>
          Ask <strong>one</strong> of {manager}
        </Trans>
      </p>,
    );

    expect(container.textContent).toBe(`Ask one of ${manager}`);
    expect(container.querySelectorAll("strong")).toHaveLength(1);
    expect(complaints).not.toHaveBeenCalled();
  },
);
