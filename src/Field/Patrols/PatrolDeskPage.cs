using System.Globalization;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Field.Patrols;

/// <summary>Base of the pages of patrols. 巡查页面基类</summary>
public abstract class PatrolDeskPage : GezhiPage
{
    [Inject]
    protected PatrolScope Scope { get; set; } = null!;

    [Inject]
    protected PatrolWords Words { get; set; } = null!;

    [Inject]
    protected ReadPatrols Patrols { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    protected Actor Actor { get; private set; } = null!;

    protected CancellationToken Aborted => Http!.RequestAborted;

    protected override void Begin()
    {
        Actor = Http!.Actor()!;
        if (!Http!.Response.HasStarted)
            Http.Response.Headers.CacheControl = "no-cache, no-store";
    }

    protected string Form(string name) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[name].ToString() : "";

    protected double? Number(string name) =>
        double.TryParse(Form(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Key of the form, the same when it comes back refused.</summary>
    protected string Key => Form("Key") is { Length: > 0 } sent ? sent : Ids.New(Scope.Now).ToString("N");

    /// <summary>Runs it and shows the page anew; a refusal stays on it with what was typed.</summary>
    protected async Task Do(Func<Task> work, string? then = null)
    {
        if (await Try(work))
            Navigation.NavigateTo(then ?? Http!.Request.Path.Value + Http.Request.QueryString.Value);
        else
            Scope.Db.Forget();
    }

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"11-23 周一".</summary>
    protected string Named(DateOnly day) =>
        $"{day.ToString("MM-dd", CultureInfo.InvariantCulture)} {Words.Weekday(((int)day.DayOfWeek + 6) % 7)}";

    protected string Clock(DateTime at) => Scope.Calendar.Local(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    protected string Time(DateTime at) => Scope.Calendar.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);
}
