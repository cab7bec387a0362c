using System.CommandLine;
using System.CommandLine.Invocation;
using BazhongTracker.Web.Startup;

namespace BazhongTracker.Web.Commands;

/// <summary>What <c>--version</c> answers: name and version on one line, alone on standard output.</summary>
internal sealed class SayVersion : SynchronousCommandLineAction
{
    // No verb is missing where only the version is asked for.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"{Product.Name} {Product.Version}");
        return 0;
    }
}
