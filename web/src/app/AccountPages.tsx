import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense } from "react";
import { Outlet } from "react-router";
import { queryClient } from "@/shared/api/queries";
import { Loading } from "./Loading";

/** Around all pages for who is signed in. Fetched with the first of them: signing in needs none of it. */
export default function AccountPages() {
  return (
    <QueryClientProvider client={queryClient}>
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </QueryClientProvider>
  );
}
