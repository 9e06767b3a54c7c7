using System.Net;
using System.Net.Sockets;
using System.Text;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Safety;

/// <summary>An address that somebody typed never leads the server into its own network: neither by how it is spelled, nor by a name, nor by a redirect.</summary>
public sealed class OutgoingTests
{
    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://0/")]
    [InlineData("http://10.0.0.8/")]
    [InlineData("http://172.16.0.1/")]
    [InlineData("http://192.168.1.1/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://100.64.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[::ffff:a9fe:a9fe]/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[fd00::1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://localhost/")]
    [InlineData("http://LOCALHOST/")]
    [InlineData("http://intern.localhost/")]
    [InlineData("http://１２７.0.0.1/")]
    public void An_address_of_our_own_network_is_not_kept_however_it_is_spelled(string address) =>
        Should.Throw<InvalidInput>(() => Guard(allowsPrivate: false).Check("Url", address));

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.org/")]
    [InlineData("ftp://example.org/")]
    [InlineData("http://user:pass@example.org/")]
    [InlineData("//example.org/")]
    [InlineData("http://")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://example.org/#fragment")]
    public void Only_plain_web_addresses_are_kept(string address) =>
        Should.Throw<InvalidInput>(() => Guard(allowsPrivate: true).Check("Url", address));

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost.")] // passes the check of the form; the dialled address does not
    [InlineData("127.0.0.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task A_name_that_leads_home_when_it_is_dialled_is_not_dialled(string host)
    {
        using var inside = new TcpListener(IPAddress.Loopback, 0);
        inside.Start();
        using var client = Guard(allowsPrivate: false).Client(TimeSpan.FromSeconds(5));

        await Should.ThrowAsync<HttpRequestException>(
            client.GetAsync(new Uri($"http://{host}:{((IPEndPoint)inside.LocalEndpoint).Port}/"))
        );

        inside.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_whose_answers_change_is_dialled_only_where_the_checked_answer_leads()
    {
        using var outside = new TcpListener(IPAddress.Loopback, 0);
        outside.Start();
        var (pub, home) = (IPAddress.Parse("93.184.216.34"), IPAddress.Loopback);
        Queue<IPAddress[]> answers = new([
            [home, pub],
            [home],
            [pub],
            [home],
        ]);
        var dialled = new List<IPAddress>();
        var guard = new CallbackAddress(
            Settings(allowsPrivate: false),
            (_, _) => Task.FromResult(answers.Dequeue()),
            async (allowed, _, ct) =>
            {
                dialled.AddRange(allowed);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp); // stands for the outside
                await socket.ConnectAsync(outside.LocalEndpoint, ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
        );
        using var client = guard.Client(TimeSpan.FromSeconds(5));
        client.DefaultRequestHeaders.ConnectionClose = true; // each request asks the name again
        var address = new Uri("http://rebinding.example/");

        foreach (var isOutside in new[] { true, false, true, false })
            if (isOutside)
            {
                var answering = Answer(outside, location: null);
                (await client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
                await answering;
            }
            else
                await Should.ThrowAsync<HttpRequestException>(client.GetAsync(address));

        dialled.ShouldBe([pub, pub], "what lies inside is not even tried");
        answers.ShouldBeEmpty("one question a connection: what was checked is what is dialled");
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        using var inside = new TcpListener(IPAddress.Loopback, 0);
        using var outside = new TcpListener(IPAddress.Loopback, 0);
        inside.Start();
        outside.Start();
        var answering = Answer(outside, $"http://127.0.0.1:{((IPEndPoint)inside.LocalEndpoint).Port}/secret");
        using var client = Guard(allowsPrivate: true).Client(TimeSpan.FromSeconds(5));

        var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{((IPEndPoint)outside.LocalEndpoint).Port}/"));
        await answering;

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        inside.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        using var outside = new TcpListener(IPAddress.Loopback, 0);
        outside.Start();
        var answering = Answer(outside, location: null, length: 2 << 20);
        using var client = Guard(allowsPrivate: true).Client(TimeSpan.FromSeconds(5));

        await Should.ThrowAsync<HttpRequestException>(
            client.GetAsync(new Uri($"http://127.0.0.1:{((IPEndPoint)outside.LocalEndpoint).Port}/"))
        );
        await answering;
    }

    private static async Task Answer(TcpListener listener, string? location, int length = 0)
    {
        using var peer = await listener.AcceptTcpClientAsync();
        var stream = peer.GetStream();
        _ = await stream.ReadAsync(new byte[4096]);
        try
        {
            var head = location is null
                ? $"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n"
                : $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
            await stream.WriteAsync(new byte[length]);
        }
        catch (IOException)
        {
            // the client has hung up, as it should
        }
    }

    private static CallbackAddress Guard(bool allowsPrivate) => new(Settings(allowsPrivate));

    private static IConfiguration Settings(bool allowsPrivate) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Callbacks:AllowPrivate"] = allowsPrivate ? "true" : "false" })
            .Build();
}
