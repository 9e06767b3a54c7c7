using System.Globalization;
using Gezhi.Council.Files;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Council;

/// <summary>Base of the pages about deciding together: who reads, what was posted, days and times as people write them. 会商页面基类</summary>
public abstract class CouncilPage : GezhiPage
{
    [Inject]
    protected CouncilDesk Desk { get; set; } = null!;

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

    /// <summary>Does what the form asks, then leads on; a refusal stays on the page with what was typed.</summary>
    /// <param name="work">By the value of the field <c>Do</c>: where to go next, null for this page.</param>
    protected async Task Submit(Func<string, Task<string?>> work)
    {
        string? next = null;
        var done = await Try(async () => next = await work(Form("Do")));
        Desk.Db.Forget();
        if (done)
            Navigation.NavigateTo(next ?? Http!.Request.Path.Value + Http.Request.QueryString.Value);
        else
            await Fetch();
    }

    protected static Task<string?> Unknown() => throw new InvalidInput("Do", "input.invalid");

    protected string Form(string name) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[name].ToString() : "";

    /// <summary>All values of a field that comes several times.</summary>
    protected IReadOnlyList<string> Many(string name) =>
        Http is { Request.HasFormContentType: true } http ? [.. http.Request.Form[name].OfType<string>().Where(v => v.Length > 0)] : [];

    protected string? Typed(string name) => Form(name) is { Length: > 0 } text ? text : null;

    protected int? Seen => Whole("Version");

    protected int? Whole(string name) =>
        int.TryParse(Form(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    protected Guid? Id(string name) => Guid.TryParse(Form(name), out var id) ? id : null;

    protected DateOnly? On(string name) =>
        DateOnly.TryParseExact(Form(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>UTC, of a field for local day and time.</summary>
    protected DateTime? At(string name) =>
        DateTime.TryParseExact(
            Form(name),
            ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var local
        )
            ? Desk.Calendar.Utc(local)
            : null;

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected string Day(DateTime at) => Day(Desk.Calendar.LocalDay(at));

    protected string Clock(DateTime at) => Desk.Calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>As a field for day and time wants it.</summary>
    protected string Local(DateTime at) => Desk.Calendar.Local(at).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    protected static string Comma => Culture.TwoLetterISOLanguageName == "en" ? ", " : "、";

    /// <summary>Key of a form: sent twice, it is done once.</summary>
    protected string NewKey() => Ids.New(Desk.Now).ToString("N");

    protected string FormKey => Form("Key") is { Length: > 0 } sent ? sent : NewKey();

    /// <summary>A path of this site that a form brings along; null for anything else.</summary>
    protected string? Back =>
        Form("Back") is { Length: > 1 and < 200 } path && path[0] == '/' && path[1] is not ('/' or '\\') && !path.Contains('\\')
            ? path
            : null;

    internal static PhotoStrip.Photo Photo(CouncilFile file, string alt) =>
        new(ShowFile.Path(file.SubjectId, file.FileHash, "screen"), ShowFile.Path(file.SubjectId, file.FileHash, "thumb"), alt);
}
