import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { BrowserRouter } from "react-router";
import { LiveRegions } from "@/shared/a11y/LiveRegions";
import { queryClient } from "@/shared/api/queries";
import { ToastRegion } from "@/shared/ui/ToastRegion";
import { ErrorBoundary } from "./ErrorBoundary";

export function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <ErrorBoundary>
        <BrowserRouter>{children}</BrowserRouter>
      </ErrorBoundary>
      <ToastRegion />
      <LiveRegions />
    </QueryClientProvider>
  );
}
