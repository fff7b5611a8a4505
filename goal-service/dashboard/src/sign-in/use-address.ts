import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { api } from "../api.ts";

/** What follows the # of the address; it is sent to the service in bodies alone. */
export const useSecret = (): string => useLocation({ select: (location) => location.hash });

/** What the address is for; asking uses nothing up. */
export const useAddress = (secret: string) =>
  useQuery({
    queryKey: ["address", secret],
    queryFn: () => api.readAddress({ secret }),
    enabled: secret !== "",
    staleTime: Infinity,
  });

/** Sends what makes a session, and goes to the first page as the one who is signed in now. */
export function useEnter<Input>(send: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      client.clear();
      await navigate({ to: "/", replace: true });
    },
  });
}
