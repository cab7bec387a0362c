using System.CommandLine;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Progress.Json;

namespace BazhongTracker.Web.Commands;

internal static class AssessCommand
{
    /// <summary>Pure: touches no database.</summary>
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "A JSON file, or - for standard input." };
        var command = new Command("assess", "Judges cases by the method, without a database.") { file };
        command.SetAction(async (parsed, cancellation) =>
        {
            var allRead = false;
            var done = await CommandLine.Succeeds(async () =>
            {
                var name = parsed.GetRequiredValue(file);
                await using var input = name == "-" ? Console.OpenStandardInput() : File.OpenRead(name);
                using var bytes = new MemoryStream();
                await input.CopyToAsync(bytes, cancellation);
                var (results, read) = AssessFile.Run(TextFile.Decode(bytes.ToArray(), name));
                allRead = read;
                await Answer.Write(results, cancellation);
            });
            if (done == 0 && !allRead)
            {
                await Console.Error.WriteLineAsync("Some cases could not be read; each has its error in the answer.");
            }

            return done == 0 && allRead ? 0 : 1;
        });
        return command;
    }
}
