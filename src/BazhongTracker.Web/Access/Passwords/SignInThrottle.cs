using System.Net;
using System.Net.Sockets;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.Extensions.Options;

namespace BazhongTracker.Web.Access.Passwords;

public enum Looked
{
    /// <summary>The attempt was made, whatever came of it.</summary>
    Done,

    /// <summary>Too many failures from this address: the attempt was not made.</summary>
    TooMany,

    /// <summary>Too many attempts of all addresses are under way: this one was not made.</summary>
    Full,
}

/// <summary>Failed sign-ins by address in a minute, in this process. A success is not counted: a whole office may stand behind one address and come at once.</summary>
public sealed class SignInThrottle(IOptions<SignInSettings> settings, TimeProvider clock)
{
    // More addresses than this in one minute are an attack from everywhere; then the failures of all are forgotten rather than the memory filled.
    private const int MostAddresses = 20_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock counting = new();
    private readonly Dictionary<string, Attempts> addresses = [];
    private DateTimeOffset since;
    private int underWay;

    /// <summary>Makes one attempt of an address. It waits while so many others are under way that their failures would be the most allowed, so that of a thousand at once not all are looked at.</summary>
    /// <param name="attempt">Answers whether it succeeded; what throws has failed.</param>
    /// <param name="most">For what has a limit of its own.</param>
    public async Task<Looked> Look(string address, Func<Task<bool>> attempt, int? most = null, CancellationToken cancellation = default)
    {
        try
        {
            // Each holds its request, waiting or not: a flood from everywhere must not fill the memory.
            return Interlocked.Increment(ref underWay) > settings.Value.MostAtOnce ? Looked.Full : await LookInTurn(address, attempt, most ?? settings.Value.FailuresPerMinute, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private async Task<Looked> LookInTurn(string address, Func<Task<bool>> attempt, int most, CancellationToken cancellation)
    {
        if (!await Enter(address, most, cancellation))
        {
            return Looked.TooMany;
        }

        var succeeded = false;
        try
        {
            succeeded = await attempt();
        }
        finally
        {
            Leave(address, succeeded);
        }

        return Looked.Done;
    }

    private async Task<bool> Enter(string address, int most, CancellationToken cancellation)
    {
        while (true)
        {
            Task oneLeft;
            lock (counting)
            {
                Forget();
                if (!addresses.TryGetValue(address, out var attempts))
                {
                    addresses[address] = attempts = new Attempts();
                }

                if (attempts.Failed >= most)
                {
                    return false;
                }

                if (attempts.Failed + attempts.Inside < most)
                {
                    attempts.Inside++;
                    return true;
                }

                oneLeft = attempts.OneLeft.Task;
            }

            await oneLeft.WaitAsync(cancellation);
        }
    }

    private void Leave(string address, bool succeeded)
    {
        lock (counting)
        {
            var attempts = addresses[address];
            attempts.Inside--;
            attempts.Failed += succeeded ? 0 : 1;
            attempts.OneLeft.SetResult();
            attempts.OneLeft = Attempts.Signal();
        }
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        if (now - since < Window && addresses.Count <= MostAddresses)
        {
            return;
        }

        since = now;
        foreach (var (address, attempts) in addresses)
        {
            attempts.Failed = 0;
            if (attempts.Inside == 0)
            {
                addresses.Remove(address);
            }
        }
    }

    /// <returns>The address, of IPv6 the first 64 bits: a household has as many as it wants of the rest.</returns>
    public static string Key(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
        {
            address = address.MapToIPv4();
        }

        if (address is not { AddressFamily: AddressFamily.InterNetworkV6 } || IPAddress.IsLoopback(address))
        {
            return address?.ToString() ?? "";
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    private sealed class Attempts
    {
        public int Failed { get; set; }
        public int Inside { get; set; }
        public TaskCompletionSource OneLeft { get; set; } = Signal();

        public static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
