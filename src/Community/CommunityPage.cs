using System.Globalization;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Community;

/// <summary>Base of all pages about living together, for staff and residents: who reads, what was posted, days and times as people write them. 共建共享页面基类</summary>
public abstract class CommunityPage : GezhiPage
{
    [Inject]
    protected CommunityDesk Desk { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    protected Actor Actor { get; private set; } = null!;

    protected CancellationToken Aborted => Http!.RequestAborted;

    protected bool IsPosted => HttpMethods.IsPost(Http!.Request.Method);

    /// <summary>A resident who signed in.</summary>
    protected bool IsResident => Actor is { Kind: ActorKind.Resident, AccountId: not null };

    /// <summary>The area of the first post that may do this; empty for none. What a form begins with.</summary>
    protected string OwnArea(Permission permission) =>
        Actor.Posts.Where(p => RolePermissions.Has(p.Role, permission)).Select(p => p.AreaCode).FirstOrDefault(a => a is not null) ?? "";

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

    protected string? Typed(string name) => Form(name) is { Length: > 0 } text ? text : null;

    /// <summary>The files of the form, whole, in their order; empty boxes are left out.</summary>
    /// <exception cref="RuleViolation"><c>file.too-large</c>.</exception>
    protected async Task<IReadOnlyList<IncomingFile>> Files()
    {
        var read = new List<IncomingFile>();
        foreach (var file in Http!.Request.Form.Files.Where(f => f.Length > 0))
        {
            if (file.Length > FileIntake.LongestPhoto)
                throw new RuleViolation("file.too-large", file.FileName, FileIntake.LongestPhoto >> 20);
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, Aborted);
            read.Add(new IncomingFile(Path.GetFileName(file.FileName), bytes.ToArray()));
        }
        return read;
    }

    protected int? Seen => Whole("Version");

    /// <summary>Null for nothing.</summary>
    /// <exception cref="InvalidInput">What is there is no number.</exception>
    protected int? Whole(string name) =>
        Typed(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidInput(name, "input.invalid");

    /// <summary>Fen of a field in yuan; null for nothing.</summary>
    /// <exception cref="InvalidInput">No amount.</exception>
    protected long? Fen(string name) =>
        Typed(name) is not { } text ? null : Money.Fen(text) ?? throw new InvalidInput(name, "money.invalid");

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

    protected string Clock(DateTime at) => Desk.Calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>As a field for day and time wants it; empty for nothing.</summary>
    protected string Local(DateTime? at) =>
        at is { } time ? Desk.Calendar.Local(time).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : "";

    /// <summary>Key of a form: sent twice, it is done once.</summary>
    protected string FormKey => Form("Key") is { Length: > 0 } sent ? sent : Ids.New(Desk.Now).ToString("N");

    /// <summary>The whole address of a path of this site, for QR codes.</summary>
    protected string Address(string path) => new Uri(new Uri(Navigation.BaseUri), path).ToString();
}
