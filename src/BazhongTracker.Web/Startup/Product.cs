using System.Reflection;

namespace BazhongTracker.Web.Startup;

/// <summary>What this program is: its name, the version that runs, and its licence.</summary>
internal static class Product
{
    public const string Name = "BazhongTracker";

    /// <summary>The SPDX name of the licence; its text is the file LICENSE beside the program.</summary>
    public const string Licence = "MIT";

    /// <summary>As it stands in Directory.Build.props, without the commit that a build adds.</summary>
    public static string Version { get; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>What the program is made of, and under which licences.</summary>
    public static string NoticesFile { get; } = Path.Combine(AppContext.BaseDirectory, "THIRD-PARTY-NOTICES.md");
}
