using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gezhi.Grids.Areas;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Tests.Shared;
using Gezhi.Web;
using Gezhi.Web.Verbs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Identity;

/// <summary>A server without demonstration and with an empty database: the operator of the machine opens the door, once.</summary>
public sealed class FirstStartTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Three_people_come_in_on_an_empty_production_database_and_nobody_is_appointed_twice(Engine engine)
    {
        await using var machine = await Machine.Start(engine);

        var (code, said) = await machine.Admin("--name", "二七区", "--system", "高岩", "--security", "何静", "--audit", "罗敏");

        code.ShouldBe(0, said);
        var people = Credentials(said);
        people.Keys.ShouldBe(["sysadmin", "secadmin", "auditadmin"]);
        (await machine.Areas()).ShouldBe(["410103 二七区"]);
        (await machine.Audited("account.created")).ShouldBe(["auditadmin", "secadmin", "sysadmin"]);
        (await machine.Admin()).Code.ShouldBe(1);
        (await machine.Admin("--name", "别的区")).Said.ShouldContain("there already");
        (await machine.Audited("account.created")).Count.ShouldBe(3);

        await machine.Open();
        foreach (var (userName, password) in people)
        {
            using var browser = machine.Browser();
            var me = await ComeIn(browser, userName, password);
            me["needsNewPassword"]!.GetValue<bool>().ShouldBeTrue();
            (await browser.GetAsync("/api/accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            var change = await browser.PutAsJsonAsync(
                "/api/me/password",
                new { currentPassword = password, newPassword = "Elm-by-the-river-7" }
            );
            change.IsSuccessStatusCode.ShouldBeTrue(await change.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task An_administrator_who_lost_the_password_gets_one_new_one_and_nobody_else_does()
    {
        await using var machine = await Machine.Start(Engine.Sqlite);
        var before = Credentials((await machine.Admin()).Said);

        var (code, said) = await machine.Admin("--reset", "secadmin");

        code.ShouldBe(0, said);
        Credentials(said).Keys.ShouldBe(["secadmin"]);
        Credentials(said)["secadmin"].ShouldNotBe(before["secadmin"]);
        (await machine.Audited("account.password-reset")).ShouldBe(["secadmin"]);
        (await machine.Admin("--reset", "nobody")).Code.ShouldBe(1);
        await machine.Open();
        using var browser = machine.Browser();
        (await browser.PostAsJsonAsync("/api/session", new { userName = "secadmin", password = before["secadmin"] })).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        await ComeIn(browser, "secadmin", Credentials(said)["secadmin"]);
        await ComeIn(browser, "sysadmin", before["sysadmin"]);
    }

    [Fact]
    public async Task One_person_cannot_be_two_administrators_and_nothing_is_left_of_the_attempt()
    {
        await using var machine = await Machine.Start(Engine.Sqlite);

        (await machine.Admin("--system", "高岩", "--security", "高岩", "--audit", "罗敏")).Code.ShouldBe(2);

        (await machine.Areas()).ShouldBeEmpty();
        (await machine.Audited("account.created")).ShouldBeEmpty();
    }

    /// <summary>Lines of role, user name and password.</summary>
    private static Dictionary<string, string> Credentials(string said) =>
        said.Split('\n')
            .Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(w => w.Length == 3 && w[0].EndsWith("Admin", StringComparison.Ordinal))
            .ToDictionary(w => w[1], w => w[2]);

    /// <summary>By hand: a container keeps Secure cookies from plain HTTP on the loopback.</summary>
    private static async Task<JsonNode> ComeIn(HttpClient browser, string userName, string password)
    {
        var answer = await browser.PostAsJsonAsync("/api/session", new { userName, password });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-gezhi=", StringComparison.Ordinal));
        cookie.ShouldContain("secure");
        browser.DefaultRequestHeaders.Remove("Cookie");
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        return (await browser.GetFromJsonAsync<JsonNode>("/api/session"))!;
    }

    /// <summary>The program as installed: Production, nothing prepared.</summary>
    private sealed class Machine(WebApplication app, TemporaryPostgres? postgres) : IAsyncDisposable
    {
        public static async Task<Machine> Start(Engine engine)
        {
            if (engine == Engine.Postgres && TemporaryPostgres.WhyNot() is { } missing)
                Assert.Skip(missing);
            var server = engine == Engine.Postgres ? await TemporaryPostgres.Start() : null;
            string[] database = server is null
                ? []
                : ["--Database:Provider=Postgres", $"--ConnectionStrings:Gezhi={await server.CreateDatabase("first")}"];
            return new Machine(
                GezhiHost.Build([
                    "--environment=Production",
                    $"--contentRoot={Path.Combine(Repository.Root, "src", "Web")}",
                    "--applicationName=Gezhi.Web",
                    "--urls=http://127.0.0.1:0",
                    $"--Storage:Root={Directory.CreateTempSubdirectory("gezhi-first-").FullName}",
                    "--Logging:LogLevel:Default=Warning",
                    .. database,
                ]),
                server
            );
        }

        public async Task<(int Code, string Said)> Admin(params string[] words)
        {
            await using var output = new StringWriter();
            var code = await AppointAdministrators.Run(app.Services, new Words(words), output, CancellationToken.None);
            return (code, output.ToString());
        }

        public async Task Open()
        {
            await GezhiHost.Prepare(app);
            await app.StartAsync();
        }

        public HttpClient Browser() =>
            new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
            {
                BaseAddress = new Uri(
                    app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
                ),
            };

        public Task<List<string>> Areas() => Read(db => db.Areas.Select(a => a.Code + " " + a.NameZh).ToListAsync());

        public Task<List<string>> Audited(string action) =>
            Read(db => db.Set<AuditRow>().Where(a => a.Action == action).Select(a => a.Detail).Order().ToListAsync());

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
            if (postgres is not null)
                await postgres.DisposeAsync();
        }

        private async Task<T> Read<T>(Func<GezhiDb, Task<T>> read)
        {
            await using var scope = app.Services.CreateAsyncScope();
            return await read(scope.ServiceProvider.GetRequiredService<GezhiDb>().In(Town.District));
        }
    }
}
