using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Texts;
using Gezhi.Platform.Ui;
using Gezhi.Platform.Ui.Charts;
using Gezhi.Platform.Ui.Inputs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Web;

public class ComponentTests
{
    private static readonly QueueRow.Row BrokenLamp = new(
        "7",
        "/centre?case=7",
        "late",
        "已超时",
        "柳巷路灯不亮",
        "15:58 热线",
        "青槐街道 · 柳巷",
        "超 6 分",
        1.1,
        "1"
    )
    {
        IsUrgent = true,
    };

    [Theory]
    [InlineData("new", "circle")]
    [InlineData("late", "path")]
    [InlineData("hold", "path")]
    public async Task A_status_has_a_word_a_colour_and_a_shape(string kind, string shape)
    {
        var html = await Render<StatusPill>(new() { ["Kind"] = kind, ["Label"] = "已超时" });

        html.ShouldContain($"class=\"st {kind}\"");
        html.ShouldContain("已超时");
        html.ShouldContain("<" + shape);
    }

    [Fact]
    public async Task An_unknown_status_is_a_mistake_of_the_page()
    {
        await Should.ThrowAsync<ArgumentException>(() => Render<StatusPill>(new() { ["Kind"] = "lost", ["Label"] = "?" }));
    }

    [Fact]
    public async Task A_queue_row_can_be_found_by_keyboard_map_and_stream()
    {
        var html = await Render<QueueRow>(new() { ["Item"] = BrokenLamp with { IsSelected = true } });

        html.ShouldContain("data-row=\"7\"");
        html.ShouldContain("data-sort=\"1\"");
        html.ShouldContain("class=\"late on\"");
        html.ShouldContain("急");
        html.ShouldContain("href=\"/centre?case=7\"");
    }

    [Fact]
    public async Task Script_in_a_title_stays_text()
    {
        var html = await Render<QueueRow>(new() { ["Item"] = BrokenLamp with { Title = "<script>alert(1)</script>𠮷" } });

        html.ShouldNotContain("<script");
        html.ShouldContain("alert(1)");
    }

    [Fact]
    public async Task A_refusal_points_at_the_fields_to_mend()
    {
        var problem = new Problem(
            400,
            "input.invalid",
            "有内容需要改一下",
            "请看标出的地方。",
            new Dictionary<string, string[]> { ["Note"] = ["这一项不能空着。"] }
        );

        var html = await Render<ProblemNote>(
            new()
            {
                ["Of"] = problem,
                ["Labels"] = new Dictionary<string, string> { ["Note"] = "退回理由" },
            }
        );

        html.ShouldContain("role=\"alert\"");
        html.ShouldContain("href=\"#Note\"");
        html.ShouldContain("退回理由：这一项不能空着。");
    }

    [Fact]
    public async Task A_chart_tells_its_figures_to_those_who_hear_the_page()
    {
        var html = await Render<LineChart>(
            new()
            {
                ["Label"] = "今日分时受理",
                ["Across"] = "时",
                ["Series"] = new LineChart.Line[] { new("受理", "s1", [3, 8, null], IsMain: true) },
            }
        );

        html.ShouldContain("<table class=\"vh\">");
        html.ShouldContain("<td>8</td>");
        html.ShouldContain("<td>—</td>");
        html.ShouldNotContain("NaN");
    }

    [Fact]
    public async Task A_bar_is_never_longer_than_its_ground()
    {
        (await Render<Bar>(new() { ["Share"] = 3.2 })).ShouldContain("width=\"100%\"");
        (await Render<Bar>(new() { ["Share"] = -1d })).ShouldContain("width=\"0%\"");
    }

    [Fact]
    public async Task The_place_field_works_without_script()
    {
        var html = await Render<PlaceField>(new() { ["Extent"] = "113.57,34.63,113.72,34.78", ["PickUrl"] = "/map/pick.svg" });

        html.ShouldContain("<input id=\"Place\" name=\"Place\"");
        html.ShouldContain("type=\"image\" name=\"pick\" src=\"/map/pick.svg\"");
    }

    private static async Task<string> Render<T>(Dictionary<string, object?> parameters)
        where T : IComponent
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).AddGezhiTexts([]);
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, provider.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
            return (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString();
        });
    }
}
