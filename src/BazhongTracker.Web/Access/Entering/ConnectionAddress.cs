namespace BazhongTracker.Web.Access.Entering;

internal static class ConnectionAddress
{
    /// <returns>Of whoever is at the other end, IPv4 as such; empty where there is none.</returns>
    public static string Address(this ConnectionInfo connection) =>
        (connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : connection.RemoteIpAddress)?.ToString() ?? "";
}
