using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace BazhongTracker.Web.Startup;

/// <summary>Pages leave compressed. Scripts and sheets are compressed when the program is published; answers of the API are not compressed.</summary>
internal static class Compression
{
    // Only pages: the one secret in them, the antiforgery token, is masked anew in every answer, as are the markers of the circuit,
    // so that nobody can guess it from the length of an answer (docs/adr/0006).
    public static void AddCompression(this WebApplicationBuilder builder)
    {
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        // Five of eleven: a third smaller than the fastest and still a few milliseconds a page.
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }
}
