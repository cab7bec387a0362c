using BazhongTracker.Web.Commands;
using BazhongTracker.Web.Startup;

// An open page keeps no buffer, but the pool keeps those it was sent from: eight a core and size unless told otherwise, more than the page itself (docs/architecture.md).
const string pooled = "DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION";
if (Environment.GetEnvironmentVariable(pooled) is null)
{
    Environment.SetEnvironmentVariable(pooled, "1");
}

OwnFiles.Begin();
return args.Length == 0 || args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version")
    ? await Server.Run(args)
    : await CommandLine.Run(args);
