using System.Globalization;
using Gezhi.Mediation.Disputes;
using Gezhi.Mediation.Steps;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Mediation.Pages;

/// <summary>Base of the pages of mediation: who reads, what was posted, how days are written; nothing of them is kept by a cache. 调解页面基类</summary>
public abstract class MediationFace : GezhiPage
{
    [Inject]
    protected DisputeDesk Desk { get; set; } = null!;

    [Inject]
    protected DisputeWords Words { get; set; } = null!;

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

    /// <summary>What the address asks for; empty when it does not.</summary>
    protected string Query(string name) => Http!.Request.Query[name].ToString() is { Length: <= 60 } value ? value : "";

    /// <summary>Does what the form asks, then shows the page anew; a refusal stays on it with what was typed.</summary>
    /// <param name="work">Where to go next; null: the same page; empty: stay, to show what was opened.</param>
    protected async Task Submit(Func<string, Task<string?>> work)
    {
        string? next = null;
        var done = await Try(async () => next = await work(Form("Do")));
        Desk.Db.Forget();
        if (done && next != "")
            Navigation.NavigateTo(next ?? Http!.Request.Path.Value + Http.Request.QueryString.Value);
        else
            await Fetch();
    }

    protected static Task<string?> Unknown() => throw new InvalidInput("Do", "input.invalid");

    protected string Form(string name) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[name].ToString() : "";

    /// <summary>What was typed into a form that was refused; empty on a page that is opened.</summary>
    protected string Typed(string name) => Problem is null ? "" : Form(name);

    protected string? Text(string name) => Form(name) is { Length: > 0 } text ? text : null;

    protected int? Seen => int.TryParse(Form("Version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    protected Guid PostedId(string name) => Guid.TryParse(Form(name), out var id) ? id : throw new InvalidInput(name, "input.required");

    protected Guid? MaybeId(string name) => Form(name).Length == 0 ? null : PostedId(name);

    protected T Chosen<T>(string name)
        where T : struct, Enum => Named.One<T>(Form(name)) ?? throw new InvalidInput(name, "input.required");

    protected DateOnly? Date(string name) =>
        Form(name).Length == 0 ? null
        : DateOnly.TryParseExact(Form(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new InvalidInput(name, "input.invalid");

    /// <summary>Pictures of the form; empty file boxes are left out.</summary>
    /// <exception cref="RuleViolation"><c>mediation.scan-large</c>.</exception>
    protected async Task<IReadOnlyList<IncomingFile>> Pictures()
    {
        var read = new List<IncomingFile>();
        foreach (var file in Http!.Request.Form.Files.Where(f => f.Length > 0))
        {
            if (file.Length > KeepScans.Longest)
                throw new RuleViolation("mediation.scan-large", KeepScans.Longest >> 20);
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, Aborted);
            read.Add(new IncomingFile(Path.GetFileName(file.FileName), bytes.ToArray()));
        }
        return read;
    }

    protected string NewKey() => Ids.New(Desk.Now).ToString("N");

    protected string Day(DateTime at) => Day(Desk.Calendar.LocalDay(at));

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected string Clock(DateTime at) => Desk.Calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
