namespace BazhongTracker.Browser.Tests;

/// <summary>Where things stand in the checkout.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The program built in the same configuration as these tests.</summary>
    public static string Program => Path.Combine(Root, "src/BazhongTracker.Web/bin", Configuration, "net10.0/BazhongTracker.Web.dll");

    /// <summary>Pictures of the pages, kept as test output.</summary>
    public static string Screens => Directory.CreateDirectory(Path.Combine(Root, "artifacts/screens")).FullName;

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BazhongTracker.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("BazhongTracker.sln not found above the tests");
        }

        return folder.FullName;
    }
}
