using System.CommandLine;
using BazhongTracker.Web.Startup;

namespace BazhongTracker.Web.Commands;

/// <summary>The program with a verb. Exit 0 on success, 1 on failure with one sentence on standard error, 2 on wrong usage.</summary>
internal static class CommandLine
{
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("BazhongTracker: the web program with a verb; without a verb it serves.") { Migrate() };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, parsed.Errors.Select(e => e.Message)));
            return 2;
        }

        return await parsed.InvokeAsync();
    }

    private static Command Migrate()
    {
        var command = new Command("migrate", "Brings the database to the schema of this version.");
        command.SetAction((_, cancellation) => Succeeds(async () =>
        {
            var builder = Host.CreateApplicationBuilder();
            builder.Logging.ClearProviders();
            builder.AddDatabase();
            using var host = builder.Build();
            await host.Services.Migrate(cancellation);
        }));
        return command;
    }

    private static async Task<int> Succeeds(Func<Task> deed)
    {
        try
        {
            await deed();
            return 0;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(failure.GetBaseException().Message.ReplaceLineEndings(" "));
            return 1;
        }
    }
}
