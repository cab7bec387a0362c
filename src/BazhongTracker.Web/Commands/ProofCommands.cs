using System.CommandLine;
using System.Text.Json.Nodes;
using BazhongTracker.Web.Features.Auditing;
using BazhongTracker.Web.Proof;

namespace BazhongTracker.Web.Commands;

internal static class ProofCommands
{
    public static Command VerifyAudit()
    {
        var files = new Option<string[]>("--checkpoints") { Description = "Files with what was written down of the seals outside the database; those of the settings when left out." };
        var export = new Option<FileInfo>("--export") { Description = "A file exported at /audit: says whether it is as it was exported, and looks at nothing else." };
        var command = new Command("verify-audit", "Says whether the audit is what the program wrote, whole and in order; exit 1 and the first bad row when not.") { files, export };
        command.SetAction((parsed, cancellation) => CommandLine.Succeeds(async () =>
        {
            using var host = CommandHost.Build();
            if (parsed.GetValue(export) is { } file)
            {
                var holds = AuditExport.Holds(await File.ReadAllBytesAsync(file.FullName, cancellation), host.Services.GetRequiredService<AuditKeys>().All);
                await Answer.Write(new JsonObject { ["ok"] = holds }, cancellation);
                if (!holds)
                {
                    throw new InvalidOperationException("The file is not as it was exported, or its key is not here.");
                }

                return;
            }

            var kept = parsed.GetValue(files) is { Length: > 0 } named ? named : [.. host.Services.GetRequiredService<Checkpoints>().Files];
            if (kept.FirstOrDefault(file => !File.Exists(file)) is { } missing && parsed.GetValue(files) is { Length: > 0 })
            {
                throw new InvalidOperationException($"There is no file {missing}.");
            }

            var verdict = await host.Services.GetRequiredService<VerifyAudit>().Run(kept, cancellation);
            await Answer.Write(
                new JsonObject
                {
                    ["ok"] = verdict.First is null,
                    ["rows"] = verdict.Rows,
                    ["unsealed"] = verdict.Unsealed,
                    ["seals"] = verdict.Seals,
                    ["checkpoints"] = verdict.Checkpoints,
                    ["first_bad"] = verdict.First is { } fault ? new JsonObject { ["row"] = fault.Row, ["seal"] = fault.Seal, ["why"] = fault.Why } : null,
                },
                cancellation);
            if (verdict.First is { } bad)
            {
                throw new InvalidOperationException(bad.Row is { } row ? $"The audit was altered; the first bad row is {row} ({bad.Why})." : $"The audit was altered; the first bad seal is {bad.Seal} ({bad.Why}).");
            }
        }));
        return command;
    }
}
