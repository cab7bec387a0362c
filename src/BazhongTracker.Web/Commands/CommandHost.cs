using System.Globalization;
using BazhongTracker.Web.Startup;
using Serilog;

namespace BazhongTracker.Web.Commands;

/// <summary>The services of the program without its server; logs go to standard error.</summary>
internal static class CommandHost
{
    public static IHost Build()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Host.UseSerilog(preserveStaticLogger: true, configureLogger: (_, log) => log.MinimumLevel.Warning()
            .Filter.ByExcluding(StartRefusal.IsSaidAnyway).WriteTo.Console(
            standardErrorFromLevel: Serilog.Events.LogEventLevel.Verbose, formatProvider: CultureInfo.InvariantCulture));
        return builder.AddTracker().Build();
    }
}
