using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace BazhongTracker.Web.Shared.Marks;

/// <summary>
/// Draws a piece of a page that nobody acts on as one piece of markup: a table of 150 rows and a dozen cells would otherwise stand twice, element by element, in the memory of every open page.
/// </summary>
public sealed class PlainMarkup(IServiceProvider services, ILoggerFactory log)
{
    public MarkupString Of(RenderFragment content)
    {
        using var renderer = new HtmlRenderer(services, log);
        var drawn = renderer.Dispatcher.InvokeAsync(() => renderer.BeginRenderingComponent<Piece>(
            ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Piece.Content)] = content })).ToHtmlString());
        return new MarkupString(SharedText.Of(drawn.GetAwaiter().GetResult()));
    }

    private sealed class Piece : IComponent
    {
        private RenderHandle handle;

        [Parameter] public RenderFragment? Content { get; set; }

        public void Attach(RenderHandle renderHandle) => handle = renderHandle;

        public Task SetParametersAsync(ParameterView parameters)
        {
            parameters.SetParameterProperties(this);
            handle.Render(Content!);
            return Task.CompletedTask;
        }
    }
}
