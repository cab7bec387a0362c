using BazhongTracker.Web.Commands;
using BazhongTracker.Web.Startup;

return args.Length == 0 || args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version")
    ? await Server.Run(args)
    : await CommandLine.Run(args);
