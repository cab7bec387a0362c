using Xunit;
namespace BazhongTracker.Domain.Tests;
public class Smoke { [Fact] public void It_runs() => Assert.True(true); }
