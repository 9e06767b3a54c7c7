using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>The editor of boundaries with mouse and keyboard.</summary>
public sealed class GridEditing
{
    private const string Community = "410103010006";
    private const string Grid = "410103010006001";

    [Fact]
    public async Task An_editor_splits_a_grid_with_the_mouse_and_takes_back_a_corner_moved_by_key()
    {
        var chromium = await Chromium.Started();
        var gezhi = await SeededTown.Shared();
        await using var desk = await chromium.Desk();
        var editor = await desk.NewPageAsync();
        await editor.GotoAsync(await gezhi.SignInLink("system-admin", "xitong01"));
        await editor.GotoAsync(new Uri(gezhi.Address, $"/grids/edit?area={Community}").ToString());
        await Expect(editor.Locator("[data-grid-edit][data-ready]")).ToBeVisibleAsync();
        await editor.HasNoBarriers();
        var grids = await editor.Locator("[data-list] button").CountAsync();

        await MoveACornerAndTakeItBack(editor);
        await DrawThrough(editor);
        await editor.GetByRole(AriaRole.Button, new() { Name = "检查" }).ClickAsync();

        await Expect(editor.GetByText("没有发现问题。")).ToBeVisibleAsync();
        await Expect(editor.Locator(".outcome .new")).ToHaveCountAsync(1);
        await Expect(editor.Locator(".ties")).ToContainTextAsync("岗位");
        await editor.HasNoBarriers();
        await editor.GetByRole(AriaRole.Button, new() { Name = "生效", Exact = true }).ClickAsync();
        await editor.WaitForURLAsync(new Regex("done="));
        await Expect(editor.Locator("[data-list] button")).ToHaveCountAsync(grids + 1);
        await Expect(editor.GetByText("已保存，从")).ToBeVisibleAsync();
        await editor.HasNoBarriers();
    }

    private static async Task MoveACornerAndTakeItBack(IPage editor)
    {
        await editor.Locator($"[data-list] button[data-code='{Grid}']").ClickAsync();
        await editor.Locator("[data-tool=move]").ClickAsync();
        for (var corner = 0; corner < 30; corner++)
        {
            await editor.Keyboard.PressAsync("]");
            await editor.Keyboard.PressAsync("ArrowRight");
            if ((await editor.Locator("[data-hint]").TextContentAsync())!.StartsWith("已移动", StringComparison.Ordinal))
                break; // the others lie on the border of the community
        }
        await Expect(editor.Locator("[data-hint]")).ToContainTextAsync("已移动 1 处");
        await editor.GetByRole(AriaRole.Button, new() { Name = "检查" }).ClickAsync();
        await Expect(editor.GetByText("没有发现问题。")).ToBeVisibleAsync();
        await editor.Keyboard.PressAsync("Control+z");
        await Expect(editor.Locator("[data-undo]")).ToBeDisabledAsync();
    }

    /// <summary>A line from left of the grid to right of it, through its middle.</summary>
    private static async Task DrawThrough(IPage editor)
    {
        await editor.Locator("[data-tool=split]").ClickAsync();
        await editor.Locator($"[data-list] button[data-code='{Grid}']").ClickAsync();
        var line = await editor.EvaluateAsync<double[]>(
            """
            async ([community, grid]) => {
              const scope = await (await fetch(`/api/grids/scope/${community}`)).json();
              const points = scope.inside.find(area => area.code === grid).polygons[0][0], lons = points.map(p => p[0]), lats = points.map(p => p[1]);
              return [Math.min(...lons), Math.max(...lons), (Math.min(...lats) + Math.max(...lats)) / 2];
            }
            """,
            new[] { Community, Grid }
        );
        var extent = (await editor.Locator("[data-grid-edit]").GetAttributeAsync("data-extent"))!
            .Split(',')
            .Select(n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture))
            .ToArray();
        var box = (await editor.Locator("[data-ground]").BoundingBoxAsync())!;
        var margin = (line[1] - line[0]) * .15;
        var (start, end) = (Pixel(box, extent, line[0] - margin, line[2]), Pixel(box, extent, line[1] + margin, line[2]));
        await editor.Mouse.ClickAsync(start.X, start.Y);
        await editor.Mouse.MoveAsync((start.X + end.X) / 2, end.Y, new() { Steps = 4 });
        await editor.Mouse.MoveAsync(end.X, end.Y, new() { Steps = 4 });
        await editor.Mouse.DblClickAsync(end.X, end.Y);
    }

    /// <summary>Where the map shows a place: it is fitted to the extent with 24 pixels of margin.</summary>
    private static (float X, float Y) Pixel(LocatorBoundingBoxResult box, double[] extent, double lon, double lat)
    {
        static double North(double lat) => Math.Log(Math.Tan((Math.PI / 4) + (lat * Math.PI / 360))) * 180 / Math.PI;
        var scale = Math.Min((box.Width - 48) / (extent[2] - extent[0]), (box.Height - 48) / (North(extent[3]) - North(extent[1])));
        var x = box.X + (box.Width / 2) + ((lon - ((extent[0] + extent[2]) / 2)) * scale);
        var y = box.Y + (box.Height / 2) - ((North(lat) - ((North(extent[1]) + North(extent[3])) / 2)) * scale);
        return ((float)x, (float)y);
    }
}
