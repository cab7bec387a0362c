using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Web.Startup;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public class MethodSectionTests
{
    private static MethodSection Read(params string[] settings) => MethodSection.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("Method:" + s.Split('=')[0], (string?)s.Split('=')[1]))).Build());

    [Fact]
    public void Nothing_set_is_the_specification() =>
        Assert.Equal(MethodSettingsJson.Write(MethodSettings.Default), MethodSettingsJson.Write(Read().Settings));

    [Fact]
    public void Every_kind_of_choice_is_read()
    {
        var section = Read("onr=1.00", "FinalLagDays=120", "BeatMode=period_avg", "MilestoneLadder:公示=0.8", "Binding:0=12-38", "Binding:1=04-08", "Version= 2 ", "ChangedBy=", "Why=严格");

        Assert.Equal((1m, 120, BeatMode.PeriodAvg, 0.8m, 1m), (section.Settings.OnR, section.Settings.FinalLagDays, section.Settings.BeatMode, section.Settings.MilestoneLadder.Weight("公示"), section.Settings.MilestoneLadder.Weight("命名")));
        Assert.Equal(["04-08", "12-38"], section.Settings.Binding);
        Assert.Equal(section.Settings.Binding, Read("Binding=12-38, 04-08").Settings.Binding);
        Assert.Equal(("2", null, "严格"), (section.Version, section.ChangedBy, section.Why));
    }

    [Fact]
    public void The_same_choice_in_other_digits_is_the_same() =>
        Assert.Equal(MethodSettingsJson.Write(MethodSettings.Default), MethodSettingsJson.Write(Read("OnR=0.950", "BehindAf=2.0", "ProjectLadder:开工=0.40").Settings));

    [Theory]
    [InlineData("OnRR=1", "Method:OnRR is no setting.")]
    [InlineData("OnR=viel", "Method:OnR is not a number: viel")]
    [InlineData("OnR=1.2", "The settings in section Method cannot be used: BehindR, OnR and Ahead must be positive and rise in this order.")]
    [InlineData("FinalLagDays=1.5", "Method:FinalLagDays has a value that does not fit.")]
    [InlineData("BeatMode=sometimes", "Method:BeatMode has a value that does not fit.")]
    [InlineData("MilestoneLadder:挂牌=0.9", "Method:MilestoneLadder:挂牌 is no stage of this ladder.")]
    [InlineData("MilestoneLadder:命名=0.95", "The settings in section Method cannot be used: The weights of a ladder lie between 0 and 1, and one of them is 1.")]
    [InlineData("MilestoneLadder:启动申报=0.6", "Method:MilestoneLadder must keep its stages in order: 未启动, 启动申报, 列入创建, 省级验收, 公示, 命名.")]
    [InlineData("ConstructionFrom=0.5", "The settings in section Method cannot be used: ConstructionFrom must be the weight of 开工 in ProjectLadder.")]
    public void What_cannot_be_used_is_refused_with_one_sentence(string setting, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ConfigurationRefused>(() => Read(setting)).Message);
}
