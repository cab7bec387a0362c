using System.Net;
using System.Net.Sockets;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.Extensions.Options;

namespace BazhongTracker.Web.Access.Passwords;

/// <summary>Failed sign-ins by address in a minute, in this process. A success is not counted: a whole office may stand behind one address.</summary>
public sealed class SignInThrottle(IOptions<SignInSettings> settings, TimeProvider clock)
{
    // More addresses than this in one minute are an attack from everywhere; then all are forgotten rather than the memory filled.
    private const int MostAddresses = 20_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock counting = new();
    private readonly Dictionary<string, int> attempts = [];
    private DateTimeOffset since;

    /// <summary>Counts the attempt before it is looked at, so that a thousand at once are not all looked at.</summary>
    /// <param name="most">For what has a limit of its own.</param>
    /// <returns>False when there were too many.</returns>
    public bool Allows(string address, int? most = null)
    {
        lock (counting)
        {
            var now = clock.GetUtcNow();
            if (now - since >= Window || attempts.Count > MostAddresses)
            {
                attempts.Clear();
                since = now;
            }

            var soFar = attempts.GetValueOrDefault(address);
            if (soFar >= (most ?? settings.Value.FailuresPerMinute))
            {
                return false;
            }

            attempts[address] = soFar + 1;
            return true;
        }
    }

    public void Succeeded(string address)
    {
        lock (counting)
        {
            if (attempts.TryGetValue(address, out var soFar) && soFar > 0)
            {
                attempts[address] = soFar - 1;
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
}
