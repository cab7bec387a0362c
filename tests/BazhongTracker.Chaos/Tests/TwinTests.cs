using System.Data.Common;
using BazhongTracker.Chaos.Campaigns;
using BazhongTracker.Chaos.Recording;
using BazhongTracker.Chaos.Workload;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Features.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Chaos.Tests;

/// <summary>Found by the interleavings: the same operation twice at once, and one of the two breaks off.</summary>
[Collection(OneBench.OneAfterAnother)]
public sealed class TwinTests(OneBench one)
{
    private static readonly FigureForm Form = new(Deed.New("clerk0", Deed.Report, "", "").Op, Stage.Code(0, 0), new Quarter(2024, 1), "151.2", null, null);

    [Fact]
    public async Task Whoever_looks_for_the_reason_while_the_twin_is_stored_is_given_the_receipt()
    {
        var place = (await one.Bench.Copy()).Place;
        await using var twin = place.Services();
        await using var services = place.Services(options => options.AddInterceptors(new BreaksOff(), new StoredMeanwhile(() => Submit(twin))));

        Assert.Equal(Receipts.For(Form.OperationId), await Submit(services));
    }

    private static Task<string> Submit(ServiceProvider services) => services.GetRequiredService<SubmitFigure>().Run(Form, Stage.Clerk(0));

    private sealed class BreaksOff : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            throw new DbUpdateException("deadlock");
    }

    // After the first look that follows the breaking off.
    private sealed class StoredMeanwhile(Func<Task> store) : DbCommandInterceptor
    {
        private bool isStored;
        private bool brokeOff;

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (brokeOff && !isStored)
            {
                isStored = true;
                await store();
            }

            return result;
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            // The draft is removed just before the deed is saved.
            brokeOff = true;
            return ValueTask.FromResult(result);
        }
    }
}
