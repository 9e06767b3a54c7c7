using System.Globalization;
using Gezhi.Grids.Areas;
using Gezhi.Identity.Contract;
using Gezhi.Migrations;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Verbs;

/// <summary>The way in on an empty database: a district and its three administrators, each another person. 设立三员</summary>
internal static class AppointAdministrators
{
    private const string Help = """
        ./dev admin [options]     (installed: dotnet Gezhi.Web.dll admin [options])
          --district CODE      6 digits; default: the first of the configuration
          --name NAME          name of the district, when it is not there yet
          --system NAME        name of the system administrator   系统管理员  accounts and configuration
          --security NAME      name of the security administrator 安全管理员  posts and permissions
          --audit NAME         name of the audit administrator    审计管理员  reads the audit trail
          --another ROLE       system, security or audit: one more beside those who are there; needs --person NAME
          --person NAME        name of the one more
          --reset USERNAME     a new one-time password for one of the three; all their sessions end, and so do app and passkeys
        Two security administrators are needed before posts of high rights can be given on the pages.
        Fills the posts that nobody holds and prints one-time passwords, once. The three are three people.
        """;

    private static readonly (Role Role, string Option)[] Options =
    [
        (Role.SystemAdmin, "--system"),
        (Role.SecurityAdmin, "--security"),
        (Role.AuditAdmin, "--audit"),
    ];

    public static async Task<int> Run(string[] args)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(Help);
            return 0;
        }
        var words = new Words(args);
        string[] district = words.One("--district") is { } code ? [$"--Districts:0={code}"] : [];
        await using var app = GezhiHost.Build(district);
        return await Run(app.Services, words, Console.Out, CancellationToken.None);
    }

    /// <summary>0: done; 1: there was nothing to appoint, or nobody to reset; 2: the same person twice.</summary>
    public static async Task<int> Run(IServiceProvider services, Words words, TextWriter output, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        var db = provider.GetRequiredService<GezhiDb>().In(provider.GetRequiredService<Districts>().Default);
        await Databases.Migrate(db, ct);
        var now = provider.GetRequiredService<TimeProvider>().UtcNow;
        var today = provider.GetRequiredService<WorkCalendar>().LocalDay(now);
        var roster = provider.GetRequiredService<Roster>();
        try
        {
            if (words.One("--reset") is { } userName)
                return await Print([await roster.ResetAdministrator(userName, today, now, ct)], output);
            if (words.One("--another") is { } kind)
                return Another(kind, words.One("--person")) is var (role, name)
                    ? await Print([await roster.AppointAnother(role, name, today, now, ct)], output)
                    : await Misused(output);
            IReadOnlyList<NewCredential> made = [];
            await db.Together(
                async () =>
                {
                    await AddDistrict(db, words.One("--name"), today, now, ct);
                    made = await roster.AppointAdministrators(today, now, ct, Names(words));
                },
                ct
            );
            if (made.Count > 0)
                return await Print(made, output);
            await output.WriteLineAsync("All three administrators are there already. --reset USERNAME gives one of them a new password.");
            return 1;
        }
        catch (NotFound)
        {
            await output.WriteLineAsync("This account holds none of the three administrators' posts today.");
            return 1;
        }
        catch (RuleViolation)
        {
            await output.WriteLineAsync("The three administrators must be three different people.");
            return 2;
        }
    }

    private static (Role Role, string Name)? Another(string kind, string? person) =>
        Options.FirstOrDefault(o => o.Option == "--" + kind) is { Option: not null } chosen
        && PlainText.CleanLine(person ?? "") is { Length: > 0 } name
            ? (chosen.Role, TextElements.Cut(name, 40))
            : null;

    private static async Task<int> Misused(TextWriter output)
    {
        await output.WriteLineAsync("--another needs system, security or audit, and --person NAME.");
        return 1;
    }

    private static Dictionary<Role, string> Names(Words words) =>
        Options
            .Select(o => (o.Role, Name: PlainText.CleanLine(words.One(o.Option) ?? "")))
            .Where(o => o.Name != "")
            .ToDictionary(o => o.Role, o => TextElements.Cut(o.Name, 40));

    private static async Task AddDistrict(GezhiDb db, string? name, DateOnly today, DateTime now, CancellationToken ct)
    {
        var code = db.DistrictId.ToString(CultureInfo.InvariantCulture);
        if (!await db.Areas.AnyAsync(a => a.Code == code, ct))
            db.Add(
                new Area
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    Code = code,
                    Level = AreaLevel.District,
                    NameZh = TextElements.Cut(name ?? code, 60),
                    Source = "首次启动时录入",
                    ValidFrom = today,
                }
            );
    }

    private static async Task<int> Print(IReadOnlyList<NewCredential> credentials, TextWriter output)
    {
        await output.WriteLineAsync("Shown once; each must be changed at the first sign-in. 只显示这一次，首次登录必须修改。");
        foreach (var made in credentials)
            await output.WriteLineAsync($"{made.Role, -14} {made.UserName, -12} {made.Password}");
        return 0;
    }
}
