import { useEffect } from "react";

/** The name of the page, most telling part first: tabs are narrow. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · OrchestraSec`;
  }, [title]);
}
