import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { LogOut } from "lucide-react";
import { api, isSignedOut, problemOf } from "../api.ts";
import { Button } from "../components/button.tsx";
import { useToast } from "../components/toast.tsx";

/** Ends this browser's session; what was on the screen is forgotten with it. */
export function SignOutButton() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useToast();
  const leave = async () => {
    await navigate({ to: "/sign-in" });
    client.clear();
  };
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.signOut({}),
    onSuccess: leave,
    onError: (error) => {
      if (isSignedOut(error)) void leave();
      else say(problemOf(error));
    },
  });
  return (
    <Button
      disabled={isPending}
      onClick={() => {
        mutate();
      }}
    >
      <LogOut size={14} aria-hidden />
      Sign out
    </Button>
  );
}
