using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Web.Startup;

namespace BazhongTracker.Web.Commands;

/// <summary>The program with a verb. Exit 0 on success, 1 on failure with one sentence on standard error, 2 on wrong usage.</summary>
internal static class CommandLine
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("BazhongTracker: the web program with a verb; without a verb it serves.") { Migrate(), Assess() };
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

    private static Command Assess()
    {
        var file = new Argument<string>("FILE") { Description = "A JSON file, or - for standard input." };
        var command = new Command("assess", "Judges cases by the method, without a database.") { file };
        command.SetAction(async (parsed, cancellation) =>
        {
            var allRead = false;
            var done = await Succeeds(async () =>
            {
                var name = parsed.GetRequiredValue(file);
                using var input = name == "-" ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(name);
                var (results, read) = AssessFile.Run(await input.ReadToEndAsync(cancellation));
                allRead = read;
                await using var output = Console.OpenStandardOutput();
                await JsonSerializer.SerializeAsync(output, results, Readable, cancellation);
            });
            if (done == 0 && !allRead)
            {
                await Console.Error.WriteLineAsync("Some cases could not be read; each has its error in the answer.");
            }

            return done == 0 && allRead ? 0 : 1;
        });
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
