import type { ReactNode } from "react";
import { BrowserRouter } from "react-router";
import { LiveRegions } from "@/shared/a11y/LiveRegions";
import { ToastRegion } from "@/shared/ui/ToastRegion";
import { ErrorBoundary } from "./ErrorBoundary";

export function Providers({ children }: { children: ReactNode }) {
  return (
    <>
      <ErrorBoundary>
        <BrowserRouter>{children}</BrowserRouter>
      </ErrorBoundary>
      <ToastRegion />
      <LiveRegions />
    </>
  );
}
