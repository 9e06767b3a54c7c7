using System.Globalization;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Field.Inspections;

/// <summary>Base of the pages about inspections: who reads, what was posted, nothing kept by the browser. 检查页面基类</summary>
public abstract class InspectionFace : GezhiPage
{
    [Inject]
    protected InspectionScope Scope { get; set; } = null!;

    [Inject]
    protected InspectionTexts Words { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    protected Actor Actor { get; private set; } = null!;

    protected CancellationToken Aborted => Http!.RequestAborted;

    protected bool IsPosted => HttpMethods.IsPost(Http!.Request.Method);

    protected override void Begin()
    {
        Actor = Http!.Actor()!;
        if (!Http!.Response.HasStarted)
            Http.Response.Headers.CacheControl = "no-cache, no-store";
    }

    /// <summary>Does what the form asks, then shows the page anew; a refusal stays on it with what was typed.</summary>
    /// <param name="work">By the value of the field <c>Do</c>: where to go next, null for this page.</param>
    protected async Task Submit(Func<string, Task<string?>> work)
    {
        string? next = null;
        var done = await Try(async () => next = await work(Form("Do")));
        Scope.Db.Forget();
        if (done)
            Navigation.NavigateTo(next ?? Http!.Request.Path.Value + Http.Request.QueryString.Value);
        else
            await Fetch();
    }

    protected static Task<string?> Unknown() => throw new InvalidInput("Do", "input.invalid");

    protected string Form(string name) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[name].ToString() : "";

    protected int? Seen => int.TryParse(Form("Version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    protected DateOnly? On(string name) =>
        DateOnly.TryParseExact(Form(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected string Day(DateTime at) => Day(Scope.Calendar.LocalDay(at));

    protected string Clock(DateTime at) => Scope.Calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    protected static string? Percent(double? share) => share?.ToString("0%", CultureInfo.InvariantCulture);

    protected static string Comma => Culture.TwoLetterISOLanguageName == "en" ? ", " : "、";

    /// <summary>Key of a form: sent twice, it is done once.</summary>
    protected string NewKey() => Ids.New(Scope.Now).ToString("N");

    protected static string Number(double? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    protected static PhotoStrip.Photo Photo(Guid inspectionId, string hash, string alt) =>
        new(InspectionPhotos.Path(inspectionId, hash, "screen"), InspectionPhotos.Path(inspectionId, hash, "thumb"), alt);
}
