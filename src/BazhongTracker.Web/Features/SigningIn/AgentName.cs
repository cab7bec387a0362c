namespace BazhongTracker.Web.Features.SigningIn;

/// <summary>What a browser says about itself, in two names: the browser and the machine. It may say anything; nothing rests on it.</summary>
internal static class AgentName
{
    private static readonly (string Sign, string Name)[] Browsers = [("Edg", "Edge"), ("Firefox", "Firefox"), ("MicroMessenger", "WeChat"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Sign, string Name)[] Machines =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    public static string Of(string agent) => string.Join(" · ", new[] { First(Browsers, agent), First(Machines, agent) }.Where(n => n.Length > 0)) is { Length: > 0 } name ? name : "—";

    private static string First((string Sign, string Name)[] known, string agent) =>
        known.FirstOrDefault(k => agent.Contains(k.Sign, StringComparison.Ordinal)).Name ?? "";
}
