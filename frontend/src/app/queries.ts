import { Queries } from "../lib/queries";
import { RefusalError } from "../lib/refusal";

/** Where the server's data lives in the browser. */
export const queryClient = new Queries({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      // A refusal is an answer; only what may work later is asked again.
      retry: (count, error) => count < 2 && (!(error instanceof RefusalError) || error.mayWorkLater),
    },
    mutations: { retry: false },
  },
});
