import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./problem";
import { sessionEnded } from "./session";

const worthRepeating = (error: Error) =>
  error instanceof ApiError && (error.status === 0 || error.status >= 500);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5000,
      retry: (failures, error) => failures < 2 && worthRepeating(error),
    },
    mutations: { retry: false },
  },
});

function watch(error: Error | null): void {
  if (error instanceof ApiError && error.status === 401) sessionEnded();
}

queryClient.getQueryCache().subscribe((event) => watch(event.query.state.error));
queryClient.getMutationCache().subscribe((event) => watch(event.mutation?.state.error ?? null));
