using System.Globalization;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.DependencyInjection;

namespace BazhongTracker.Integration.Tests;

/// <summary>The words of the screen without a screen.</summary>
internal static class Speech
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddLogging().AddWords().AddScoped<Spoken>().AddScoped<Why>().AddScoped<StillRequired>()
            .AddScoped<Web.Features.Reviewing.ReviewWords>().AddScoped<Web.Features.Auditing.AuditSaid>().BuildServiceProvider();

    public static T Of<T>()
        where T : notnull => Services.CreateScope().ServiceProvider.GetRequiredService<T>();

    /// <summary>Said in that language; the culture of the test is put back.</summary>
    public static T In<T>(string culture, Func<T> said)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return said();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
