using System.Globalization;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Shared.Marks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class DrawnTests
{
    private static string Text(int number) => string.Create(CultureInfo.InvariantCulture, $"row {number}");

    [Fact]
    public void What_was_drawn_is_let_go_and_what_was_put_meanwhile_is_kept()
    {
        var view = new Drawn<string>();
        view.Release();
        view.Put("first");
        view.Release();
        Assert.True(view.IsThere);

        Assert.Equal("first", view.Now);
        view.Release();
        Assert.False(view.IsThere);

        view.Put("second");
        view.Release();
        Assert.Equal("second", view.Now);
    }

    [Fact]
    public void A_piece_of_a_page_becomes_markup_with_its_words_escaped_and_is_held_once_for_all_pages()
    {
        using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var plain = new PlainMarkup(services, NullLoggerFactory.Instance);

        string Drawn() => plain.Of(builder =>
        {
            builder.OpenElement(0, "td");
            builder.AddAttribute(1, "class", "n");
            builder.AddContent(2, "a < b");
            builder.AddMarkupContent(3, "<b>1</b>");
            builder.CloseElement();
        }).Value;

        Assert.Equal("<td class=\"n\">a &lt; b<b>1</b></td>", Drawn());
        Assert.Same(Drawn(), Drawn());
    }

    [Fact]
    public void However_many_texts_there_are_only_some_thousand_are_held()
    {
        Assert.All(Enumerable.Range(0, 20_000), n => Assert.Equal(Text(n), SharedText.Of(Text(n))));
        Assert.True(SharedText.Count <= 8000);
    }
}
