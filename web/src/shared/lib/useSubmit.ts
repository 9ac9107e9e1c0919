import { useState } from "react";

/** Sends a form once at a time, and keeps what went wrong. */
export function useSubmit<T>(send: (values: T) => Promise<void>) {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (values: T): Promise<void> => {
    if (isPending) return;
    setPending(true);
    setError(null);
    try {
      await send(values);
    } catch (problem) {
      setError(problem);
    } finally {
      setPending(false);
    }
  };
  return { submit, isPending, error };
}
